package com.example.plant;

import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.Message;
import io.vigie.adapters.spark.testing.SparkSourceContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class MailboxSourceTest extends SparkSourceContract {

    @TempDir
    private Path directory;

    private int sent;

    @Override
    protected SparkSource source() {
        return new MailboxSource(new Mailbox(directory.toString()));
    }

    @Override
    protected SparkSource absent() {
        return new MailboxSource(new Mailbox(directory.resolve("elsewhere").toString()));
    }

    @Override
    protected List<Message> send() throws IOException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            byte[] content = ("{\"n\":" + sent++ + "}\r\n\u00e9").getBytes(StandardCharsets.UTF_8);
            Path whole = Files.write(directory.resolve(".message"), content);
            Path file = Files.move(whole, directory.resolve(sent + ".json"), StandardCopyOption.ATOMIC_MOVE);
            messages.add(Message.of(
                    content,
                    "file:" + file,
                    "",
                    0,
                    Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return messages;
    }
}
