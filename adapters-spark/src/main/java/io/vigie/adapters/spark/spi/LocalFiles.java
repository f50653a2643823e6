package io.vigie.adapters.spark.spi;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files on the disks of this machine, without a process for each. Where its native library is not installed, and no jar
 * brings that, Hadoop runs {@code chmod} for each file that it makes and {@code readlink} for each that it renames: dozens
 * of processes for a batch. Java does both by itself.
 */
public final class LocalFiles {

    private static final Map<String, String> SETTINGS = Map.of(
            "spark.hadoop.fs.file.impl", Checked.class.getName(),
            "spark.hadoop.fs.AbstractFileSystem.file.impl", CheckedContext.class.getName());

    private LocalFiles() {}

    /** Settings of Spark, by which a session that begins reads and writes them so. */
    public static Map<String, String> settings() {
        return SETTINGS;
    }

    /** The files themselves. */
    private static final class Raw extends RawLocalFileSystem {

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            try {
                Files.setPosixFilePermissions(
                        pathToFile(path).toPath(), PosixFilePermissions.fromString(permission.toString()));
            } catch (UnsupportedOperationException | IllegalArgumentException notOfJava) { // the sticky bit is not
                super.setPermission(path, permission);
            }
        }

        @Override
        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return Files.isSymbolicLink(pathToFile(path).toPath())
                    ? super.getFileLinkStatus(path)
                    : getFileStatus(path);
        }
    }

    /** With their checksums, by the older of Hadoop's two interfaces. */
    private static final class Checked extends LocalFileSystem {

        @SuppressWarnings("unused") // by Hadoop, which looks for it
        Checked() {
            super(new Raw());
        }
    }

    /** With their checksums, by the newer one, which Spark writes its checkpoints by and Delta its log. */
    private static final class CheckedContext extends ChecksumFs {

        @SuppressWarnings("unused") // by Hadoop, which looks for it
        CheckedContext(URI root, Configuration settings) throws IOException, URISyntaxException {
            super(new RawContext(settings));
        }
    }

    private static final class RawContext extends DelegateToFileSystem {

        RawContext(Configuration settings) throws IOException, URISyntaxException {
            super(FsConstants.LOCAL_FS_URI, new Raw(), settings, FsConstants.LOCAL_FS_URI.getScheme(), false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }

        /** Names of any kind, as others could have made them. */
        @Override
        public boolean isValidName(String name) {
            return true;
        }
    }
}
