package io.vigie.bootstrap.configuration.yaml;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read, for a person. */
final class ReadFailure {

    private ReadFailure() {}

    static String told(Exception e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
