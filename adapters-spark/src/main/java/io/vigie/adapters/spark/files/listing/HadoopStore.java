package io.vigie.adapters.spark.files.listing;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/** Any file system that Hadoop knows. A path within it begins with {@code /}; {@code name} has its scheme and authority. */
final class HadoopStore implements FileStore {

    private final FileSystem files;

    /** Scheme and authority. */
    private final String address;

    HadoopStore(FileSystem files) {
        this.files = files;
        String root = files.makeQualified(new Path("/")).toString();
        address = root.substring(0, root.length() - 1);
    }

    @Override
    public String name(String path) {
        return address + path;
    }

    @Override
    public String path(String name) {
        return name.startsWith(address + "/")
                ? name.substring(address.length())
                : new Path(name).toUri().getPath();
    }

    private Path place(String path) {
        return new Path(address + path);
    }

    @Override
    public @Nullable Entry look(String path) throws IOException {
        try {
            return entry(files.getFileStatus(place(path)));
        } catch (FileNotFoundException none) {
            return null;
        }
    }

    @Override
    public String realPath(String path) {
        return path;
    }

    @Override
    public void list(String directory, EntryVisitor visitor) throws IOException {
        RemoteIterator<FileStatus> children = files.listStatusIterator(place(directory));
        while (children.hasNext()) {
            visitor.visit(entry(children.next()));
        }
    }

    private static Entry entry(FileStatus status) {
        Kind kind = status.isFile() ? Kind.FILE : status.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        return new Entry(status.getPath().getName(), kind, status.getLen(), status.getModificationTime(), null);
    }

    @Override
    public InputStream open(String path, long from) throws IOException {
        FSDataInputStream in = files.open(place(path));
        try {
            if (from > 0) {
                in.seek(from);
            }
            return in;
        } catch (EOFException shorter) {
            in.close();
            return InputStream.nullInputStream();
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Object stores have no directories, and make one's time up. */
    @Override
    public boolean tellsWhatIsNew() {
        return false;
    }

    /** What opening it costs, most of these systems tell only then. */
    @Override
    public boolean isReadable(String path) {
        return true;
    }

    @Override
    public void move(String path, String to) throws IOException {
        Path target = place(to);
        files.mkdirs(target.getParent());
        if (!files.rename(place(path), target) && files.exists(place(path))) {
            throw new IOException(name(path) + " cannot be put at " + target);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        files.delete(place(path), false);
    }
}
