package io.vigie.adapters.spark.files.listing;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine. Hadoop's local file system cannot read each of them: it takes colons, brackets and what a
 * locale cannot express for something else. A name is bytes to the system, and these are UTF-8 nearly everywhere, whatever
 * the locale: so they are read. In a name that is not UTF-8, a byte that is none stands as {@code %E9}, and a percent sign as
 * {@code %25}.
 */
public final class LocalStore implements FileStore {

    private static final String SCHEME = "file";
    private static final Pattern PREFIX = Pattern.compile("^file:(//(localhost)?(?=/))?");
    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

    /** What a decoder puts in place of what it cannot read. */
    private static final char UNREADABLE = '\uFFFD';

    static boolean isLocal(String path, Configuration configuration) {
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        boolean hasScheme = colon > 1 && (slash < 0 || colon < slash);
        String scheme = hasScheme
                ? path.substring(0, colon)
                : FileSystem.getDefaultUri(configuration).getScheme();
        return SCHEME.equals(scheme);
    }

    @Override
    public String name(String path) {
        return SCHEME + ":" + path;
    }

    @Override
    public String path(String name) {
        return PREFIX.matcher(name).replaceFirst("");
    }

    @Override
    public @Nullable Entry look(String path) throws IOException {
        try {
            return entry(place(path));
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    @Override
    public void list(String directory, EntryVisitor visitor) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(place(directory))) {
            for (Path child : children) {
                try {
                    visitor.visit(entry(child));
                } catch (NoSuchFileException gone) {
                    // since the directory was opened
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static Entry entry(Path child) throws IOException {
        String name = text(child);
        BasicFileAttributes own = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!own.isSymbolicLink()) {
            return entry(name, own, null);
        }
        try {
            BasicFileAttributes there = Files.readAttributes(child, BasicFileAttributes.class);
            return entry(name, there, wholeText(child.toRealPath()));
        } catch (IOException leadsNowhere) {
            return new Entry(name, Kind.OTHER, 0, 0, "");
        }
    }

    private static Entry entry(String name, BasicFileAttributes found, @Nullable String target) {
        Kind kind = found.isRegularFile() ? Kind.FILE : found.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        return new Entry(name, kind, found.size(), found.lastModifiedTime().toMillis(), target);
    }

    @Override
    public InputStream open(String path, long from) throws IOException {
        try {
            SeekableByteChannel channel = Files.newByteChannel(place(path));
            channel.position(from);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException gone) {
            throw new FileNotFoundException(path);
        }
    }

    @Override
    public String realPath(String path) throws IOException {
        return wholeText(place(path).toRealPath());
    }

    @Override
    public boolean tellsWhatIsNew() {
        return true;
    }

    @Override
    public boolean isReadable(String path) {
        return Files.isReadable(place(path));
    }

    @Override
    public void move(String path, String to) throws IOException {
        Path target = place(to);
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.move(place(path), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return;
        } catch (AtomicMoveNotSupportedException anotherDisk) {
            Files.move(place(path), target);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(place(path));
    }

    /** The place of a text; where nothing is there by its letters, of the bytes that it may stand for. */
    static Path place(String text) {
        Path literal = ofBytes(text.getBytes(StandardCharsets.UTF_8), text);
        if (text.indexOf('%') >= 0 && !Files.exists(literal, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = unescaped(text);
            Path meant = ofBytes(bytes, null);
            return Files.exists(meant, LinkOption.NOFOLLOW_LINKS) ? meant : literal;
        }
        return literal;
    }

    private static Path ofBytes(byte[] bytes, @Nullable String text) {
        boolean plain = true;
        for (byte each : bytes) {
            plain &= each > 0;
        }
        if (plain && text != null) {
            return Path.of(text);
        }
        StringBuilder uri = new StringBuilder("file://");
        for (byte each : bytes) {
            char letter = (char) (each & 0xFF);
            boolean safe = letter < 0x80 && (Character.isLetterOrDigit(letter) || "/-_.~".indexOf(letter) >= 0);
            uri.append(
                    safe
                            ? String.valueOf(letter)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(each));
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escaped = ESCAPED.matcher(text);
        int done = 0;
        while (escaped.find()) {
            bytes.writeBytes(text.substring(done, escaped.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(HexFormat.fromHexDigits(escaped.group(1)));
            done = escaped.end();
        }
        bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** The last name of a path. */
    private static String text(Path path) {
        String name = String.valueOf(path.getFileName());
        if (name.indexOf(UNREADABLE) < 0) {
            return name;
        }
        String whole = wholeText(path);
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static String wholeText(Path path) {
        String text = path.toString();
        if (text.indexOf(UNREADABLE) < 0) {
            return text;
        }
        String decoded = decoded(path.toAbsolutePath().toUri().getRawPath());
        return decoded.endsWith("/") && decoded.length() > 1 ? decoded.substring(0, decoded.length() - 1) : decoded;
    }

    /** A path of a URI, each byte of which that is no plain letter is escaped there. */
    private static String decoded(String rawPath) {
        byte[] bytes = unescaped(rawPath);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return decodedByLetters(bytes);
        }
    }

    private static String decodedByLetters(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(letter(bytes[at]), bytes.length - at);
            String letter = new String(bytes, at, length, StandardCharsets.UTF_8);
            if (letter.indexOf(UNREADABLE) >= 0 || letter.equals("%")) {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[at]));
                at++;
            } else {
                text.append(letter);
                at += length;
            }
        }
        return text.toString();
    }

    /** How many bytes the letter has that begins with this one. */
    private static int letter(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones < 2 || ones > 4 ? 1 : ones;
    }
}
