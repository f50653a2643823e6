package io.vigie.adapters.spark.files.listing;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.spark.files.listing.FileStore.Entry;
import io.vigie.adapters.spark.files.listing.FileStore.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hadoop.security.AccessControlException;

/**
 * Which files an input has: one, all in a directory and below it, or those that match a glob and all below what else does.
 * A path that is there is meant as it stands, whatever is in it: {@code in[1]} is a glob only where no such directory is.
 *
 * <p>Hidden names, those that begin with {@code .} or {@code _}, are passed over, as everywhere with Spark and Hadoop: what
 * is being written, and what others keep beside data. Links are followed, but nothing is read by two names.
 *
 * @param root the directory that all of it lies in, and that files are named from
 * @param names those from there to what is meant, level by level; none for all in the root
 */
public record InputPath(FileStore store, String root, List<NamePattern> names) {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** What takes files as they are found. */
    public interface Found {

        /** Takes a file; whether it is done with, as long as it stays as it is. */
        boolean file(StoredFile file) throws IOException;

        void passedOver(String path, PassedOver why) throws IOException;
    }

    /** What a text means here and now; none where there is nothing of the kind. */
    public static Option<InputPath> of(FileStore store, String text) throws IOException {
        String path = trimmed(store.path(text));
        Entry there = store.look(path);
        if (there != null && there.kind() == Kind.DIRECTORY) {
            return Option.some(new InputPath(store, path, List.empty()));
        }
        int last = path.lastIndexOf('/');
        if (there != null) {
            return Option.some(
                    new InputPath(store, root(path, last), List.of(NamePattern.literal(path.substring(last + 1)))));
        }
        if (!WILDCARD.matcher(path).find()) {
            return Option.none();
        }
        List<String> names = List.of(path.split("/+", -1)).tail();
        List<String> plain = names.takeWhile(name -> !WILDCARD.matcher(name).find());
        return Option.some(new InputPath(
                store,
                plain.isEmpty() ? "/" : "/" + plain.mkString("/"),
                names.drop(plain.size()).map(NamePattern::of)));
    }

    private static String trimmed(String path) {
        String rest = path;
        while (rest.length() > 1 && rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest;
    }

    private static String root(String path, int lastSlash) {
        return lastSlash <= 0 ? "/" : path.substring(0, lastSlash);
    }

    /** The path of one of its files. */
    String path(StoredFile file) {
        return path(file.path());
    }

    public String path(String file) {
        return (root.equals("/") ? "" : root) + "/" + file;
    }

    /**
     * Finds them all.
     *
     * @param recursive whether those in subdirectories too
     * @param unchanged the directories that are passed over, as all in them is done with
     * @throws IOException when the root itself cannot be listed
     */
    public void list(boolean recursive, UnchangedDirectories unchanged, Found found) throws IOException {
        new Walk(recursive, unchanged, found).walk();
    }

    /**
     * A directory on the way.
     *
     * @param path from the root, with a slash at its end; empty for the root
     * @param names those that are still to come; none below what is meant
     * @param modified in milliseconds since 1970
     */
    private record Directory(String path, List<NamePattern> names, long modified) {}

    /** A file that was come to by a link. */
    private record LinkedFile(StoredFile file, String target) {}

    /** One way through all of it, without recursion of calls: a tree may be deep. */
    private final class Walk {

        private final boolean recursive;
        private final UnchangedDirectories unchanged;
        private final Found found;
        private final Deque<Directory> waiting = new ArrayDeque<>();

        /** Links are looked at last, so that what is there by itself is read by its own name. */
        private final Deque<Directory> links = new ArrayDeque<>();

        private final java.util.List<LinkedFile> linkedFiles = new ArrayList<>();

        /** Where all that is read lies: the root, and what links lead to. */
        private final Set<String> bases = new LinkedHashSet<>();

        Walk(boolean recursive, UnchangedDirectories unchanged, Found found) {
            this.recursive = recursive;
            this.unchanged = unchanged;
            this.found = found;
        }

        void walk() throws IOException {
            bases.add(store.realPath(root));
            Entry there = store.look(root);
            waiting.add(new Directory("", names, there == null ? Long.MAX_VALUE : there.modified()));
            while (!waiting.isEmpty() || !links.isEmpty()) {
                Directory next = waiting.isEmpty() ? links.remove() : waiting.remove();
                try {
                    list(next);
                } catch (FileNotFoundException | java.nio.file.NoSuchFileException gone) {
                    mustNotBeRoot(next, gone);
                } catch (AccessDeniedException | AccessControlException denied) {
                    mustNotBeRoot(next, denied);
                    found.passedOver(next.path, PassedOver.NO_PERMISSION);
                }
            }
            Set<String> targets = new HashSet<>();
            for (LinkedFile link : linkedFiles) {
                if (isReadItself(link.target) || !targets.add(link.target)) {
                    found.passedOver(link.file.path(), PassedOver.LINK);
                } else {
                    found.file(link.file);
                }
            }
        }

        private void mustNotBeRoot(Directory directory, IOException problem) throws IOException {
            if (directory.path.isEmpty()) {
                throw problem;
            }
        }

        private void list(Directory directory) throws IOException {
            java.util.List<Entry> known = unchanged.below(directory.path, directory.modified);
            if (known != null) {
                for (Entry entry : known) {
                    lookAgain(directory, entry.name());
                }
                return;
            }
            java.util.List<Entry> below = new ArrayList<>();
            AtomicBoolean isDone = new AtomicBoolean(true);
            long now = System.currentTimeMillis();
            store.list(path(directory.path), entry -> {
                if (isMeant(directory, entry)) {
                    if (entry.kind() == Kind.DIRECTORY) {
                        below.add(entry);
                    } else if (!take(directory, entry)) {
                        isDone.set(false);
                    }
                }
            });
            boolean areEntered = true;
            for (Entry entry : below) {
                areEntered &= enter(directory, entry);
            }
            if (isDone.get() && areEntered) {
                unchanged.keep(directory.path, directory.modified, now, below);
            }
        }

        private void lookAgain(Directory directory, String name) throws IOException {
            Entry entry = store.look(path(directory.path + name));
            if (entry != null && entry.kind() == Kind.DIRECTORY) {
                enter(directory, entry);
            }
        }

        private boolean isMeant(Directory directory, Entry entry) {
            return directory.names.isEmpty()
                    ? !isHidden(entry.name())
                    : directory.names.head().matches(entry.name());
        }

        /** Takes a file; whether nothing more can come of it as long as it and its directory stay as they are. */
        private boolean take(Directory directory, Entry entry) throws IOException {
            String path = directory.path + entry.name();
            StoredFile file = new StoredFile(path, entry.size(), entry.modified());
            if (directory.names.size() > 1) {
                return true; // what is meant lies in a directory of this name
            }
            if (entry.kind() == Kind.OTHER) {
                found.passedOver(path, PassedOver.NO_FILE);
                return false;
            }
            if (entry.target() == null) {
                return found.file(file);
            }
            linkedFiles.add(new LinkedFile(file, entry.target()));
            return false;
        }

        /** Has a directory be looked into; whether it is a real one that was not passed over. */
        private boolean enter(Directory directory, Entry entry) throws IOException {
            String path = directory.path + entry.name() + "/";
            boolean onTheWay = !directory.names.isEmpty();
            if (!onTheWay && !recursive) {
                found.passedOver(path, PassedOver.SUBDIRECTORY);
                return false;
            }
            Directory below =
                    new Directory(path, onTheWay ? directory.names.tail() : directory.names, entry.modified());
            String target = entry.target();
            if (target == null) {
                waiting.add(below);
                return true;
            }
            if (leadsBack(target) || isReadItself(target) || !bases.add(target)) {
                found.passedOver(path, PassedOver.LINK);
            } else {
                links.add(below);
            }
            return false;
        }

        /** Whether a link ends above, where it would be found again for ever. */
        private boolean leadsBack(String target) {
            String above = target.equals("/") ? target : target + "/";
            return bases.stream().anyMatch(base -> (base + "/").startsWith(above));
        }

        /** Whether what a link leads to is come to without it: by no hidden name, and in what is meant. */
        private boolean isReadItself(String target) {
            return names.isEmpty() && bases.stream().anyMatch(base -> isReadIn(base, target));
        }

        private boolean isReadIn(String base, String target) {
            if (!target.startsWith(base + "/")) {
                return false;
            }
            List<String> way = List.of(target.substring(base.length() + 1).split("/", -1));
            return !way.exists(InputPath::isHidden) && (recursive || way.size() == 1);
        }
    }

    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
