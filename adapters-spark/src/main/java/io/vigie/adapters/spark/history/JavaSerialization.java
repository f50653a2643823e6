package io.vigie.adapters.spark.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** Findings as bytes on their way from where the readings are, whatever serializer the session has. */
final class JavaSerialization {

    private JavaSerialization() {}

    static byte[] pack(Serializable found) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(found);
        } catch (IOException e) {
            throw new UncheckedIOException("A finding cannot travel: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** Only bytes that this job itself has packed come here. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what it is, its packer knows
    static <R extends Serializable> R unpack(byte[] packed) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(packed))) {
            return (R) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("A finding arrived damaged: " + e.getMessage(), e);
        }
    }
}
