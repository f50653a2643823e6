package io.vigie.adapters.eventhubs.testing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one connection may do, by the tokens it has put: rights by path, each for the path and all below it. */
final class Claims {

    private final Map<String, Set<Right>> rights = new HashMap<>();

    void grant(String path, Set<Right> granted) {
        rights.put(path.toLowerCase(Locale.ROOT), granted);
    }

    boolean allow(Right right, String path) {
        String wanted = path.toLowerCase(Locale.ROOT);
        return rights.entrySet().stream()
                .anyMatch(entry -> covers(entry.getKey(), wanted)
                        && (entry.getValue().contains(right) || entry.getValue().contains(Right.MANAGE)));
    }

    static boolean covers(String path, String wanted) {
        return path.isEmpty() || wanted.equals(path) || wanted.startsWith(path + "/");
    }
}
