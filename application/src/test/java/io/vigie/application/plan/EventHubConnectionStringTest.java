package io.vigie.application.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHubConnectionStringTest {

    private static final String KEY = "c4nary/Zx9+w==";

    @Test
    void itIsTakenApart() {
        assertThat(EventHubConnectionString.parse("Endpoint=sb://Acme.servicebus.windows.net/;SharedAccessKeyName=read;"
                                + "SharedAccessKey=" + KEY + ";EntityPath=boilers")
                        .get())
                .isEqualTo(new EventHubConnectionString(
                        "acme.servicebus.windows.net",
                        Option.none(),
                        Option.some("boilers"),
                        Option.some("read"),
                        KEY));
        assertThat(EventHubConnectionString.parse(
                                "Endpoint=sb://localhost:19093;SharedAccessKeyName=a;SharedAccessKey=" + KEY + ";")
                        .get())
                .isEqualTo(new EventHubConnectionString(
                        "localhost", Option.some(19093), Option.none(), Option.some("a"), KEY));
        assertThat(EventHubConnectionString.parse("Endpoint=sb://a.b/;SharedAccessSignature=SharedAccessSignature "
                                + "sr=sb%3a%2f%2fa&sig=x%3d&se=1&skn=a")
                        .get()
                        .keyName())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=KEY;TransportType=Amqp | part 4 of the connection string has a name that is none of `Endpoint`, `SharedAccessKeyName`, `SharedAccessKey`, `SharedAccessSignature`, `EntityPath`",
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;sharedAccessKey=KEY | part 3 of the connection string has a name that is none of `Endpoint`, `SharedAccessKeyName`, `SharedAccessKey`, `SharedAccessSignature`, `EntityPath`; did you mean `SharedAccessKey`?",
                "KEY | part 1 of the connection string has a name that is none of `Endpoint`, `SharedAccessKeyName`, `SharedAccessKey`, `SharedAccessSignature`, `EntityPath`",
                "HostName=acme.azure-devices.net;SharedAccessKeyName=n;SharedAccessKey=KEY | this is a connection string of an IoT hub: take the `Event Hub-compatible endpoint` from its page `Built-in endpoints`, which begins with `Endpoint=sb://`",
                "SharedAccessKeyName=n;SharedAccessKey=KEY | the connection string has no `Endpoint`",
                "Endpoint=sb://a.b/ | the connection string needs a `SharedAccessKey` or a `SharedAccessSignature`, one of them",
                "Endpoint=sb://a.b/;SharedAccessKey=KEY | in a connection string `SharedAccessKey` and `SharedAccessKeyName` stand together",
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=KEY;SharedAccessKey=KEY | the connection string has `SharedAccessKey` twice",
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey= | the connection string has a `SharedAccessKey` without a value",
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=KEY KEY | the connection string has a space or a line break in its `SharedAccessKey`",
                "Endpoint=https://a.b/;SharedAccessKeyName=n;SharedAccessKey=KEY | the `Endpoint` of a connection string is sb://HOST/ or sb://HOST:PORT/, and this one is not",
                "Endpoint=sb://a.b:70000/;SharedAccessKeyName=n;SharedAccessKey=KEY | the `Endpoint` of a connection string is sb://HOST/ or sb://HOST:PORT/, and this one is not",
                "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=KEY;EntityPath=a/b | the `EntityPath` of the connection string is no name of a hub"
            })
    void oneThatIsWrongIsRefusedInWordsThatTellNothingOfIt(String text, String problem) {
        assertThat(EventHubConnectionString.parse(text.replace("KEY", KEY)).getLeft())
                .isEqualTo(problem)
                .doesNotContain("c4nary");
    }

    @Test
    void aSpaceAroundItWouldBePartOfThePassword() {
        String good = "Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=" + KEY;
        assertThat(EventHubConnectionString.parse(good)).isNotEmpty();
        assertThat(EventHubConnectionString.parse(good + "\n")).isEmpty();
        assertThat(EventHubConnectionString.parse(" " + good)).isEmpty();
    }

    @Test
    void itPrintsWithoutItsSecret() {
        assertThat(EventHubConnectionString.parse("Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=" + KEY))
                .hasToString("Right(EventHubConnectionString[host=a.b, port=None, hub=None])");
    }

    @Test
    void aLoginTellsItsSecretsWholeAndInPart() {
        SettingValue text =
                new SettingValue("Endpoint=sb://a.b/;SharedAccessKeyName=n;SharedAccessKey=" + KEY, "${env:EVENTHUB}");
        assertThat(new EventHubLogin.SharedAccessKey(text).secrets().map(secret -> secret._2.value()))
                .containsExactly(text.value(), KEY);
        assertThat(new EventHubLogin.SharedAccessKey(text).toString()).doesNotContain("c4nary");
    }
}
