package io.vigie.bootstrap.faults;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A secret to look for, as it is and in base64. */
record Canary(String secret) {

    boolean isIn(byte[] bytes) {
        return forms().stream().anyMatch(form -> Bytes.contains(bytes, form));
    }

    /** Base64 has three forms of a text, by its place among others; less the characters that its neighbours share. */
    private List<byte[]> forms() {
        List<byte[]> forms = new ArrayList<>();
        forms.add(Messages.bytes(secret));
        for (String before : List.of("", "a", "ab")) {
            String encoded = Base64.getEncoder().encodeToString(Messages.bytes(before + secret));
            forms.add(Messages.bytes(encoded.substring(before.isEmpty() ? 0 : 4, encoded.length() - 4)));
        }
        return forms;
    }
}
