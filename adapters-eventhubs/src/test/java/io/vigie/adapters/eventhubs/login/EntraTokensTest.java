package io.vigie.adapters.eventhubs.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.TokenService;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class EntraTokensTest {

    private static final EventHubLogin LOGIN =
            new EventHubLogin.ClientSecret("acme", "11-22", new SettingValue("c4nary", "${env:SECRET}"));

    @Test
    void theyTravelToTasksAndTheirTextShowsNoSecret() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new EntraTokens(LOGIN));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).hasToString("tokens for the client 11-22 of the tenant acme");
        }
    }

    @Test
    void aSharedAccessKeyIsNoLoginOfEntraId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntraTokens(new EventHubLogin.SharedAccessKey(SettingValue.plain("x"))));
    }

    @Test
    void aWorkloadWithoutAnIdentityIsToldSo() {
        EntraTokens tokens = new EntraTokens(new EventHubLogin.WorkloadIdentity(Option.none(), Option.none()));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> tokens.token(AccessTokens.EVENT_HUBS))
                .withMessageStartingWith("Microsoft Entra ID gives no token for this workload's identity: ");
    }

    @Test
    void clientsOfKafkaFindThem() {
        assertThat(ServiceLoader.load(TokenService.class)).hasAtLeastOneElementOfType(EntraTokenService.class);
        assertThat(new EntraTokenService().token(Map.of("kind", "another"), "scope"))
                .isEmpty();
    }
}
