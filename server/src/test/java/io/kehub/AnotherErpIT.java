package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hub cannot tell whose ERP it delivers into. */
class AnotherErpIT {

    @Test
    void aContactFiledInOneKeHubIsACustomerInTheErpThatItsOptionsName() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "another-erp-");
        try (var erp = KeHubProcess.serve(folder.resolve("erp"));
                var hub = KeHubProcess.launch(
                        folder.resolve("hub"),
                        Map.of(
                                "KEHUB_ADMIN_PASSWORD",
                                KeHubProcess.ADMIN_PASSWORD,
                                "KEHUB_ERP_URL",
                                erp.address().toString(),
                                "KEHUB_ERP_USER",
                                "admin",
                                "KEHUB_ERP_PASSWORD",
                                KeHubProcess.ADMIN_PASSWORD),
                        "serve",
                        "--port",
                        "0",
                        "--home",
                        folder.resolve("hub-home").toString())) {
            hub.awaitReady();
            var session = new HubSession(hub.address());
            var id = session.create("wxid_far", "成都远方贸易有限公司", 90).get("id").asString();
            var kCode = session.file(id).kCode();
            var deadline = System.nanoTime() + 240_000_000_000L;
            while (session.contact(id).get("erp_id").isNull() && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }

            try (var there = ErpClient.builder(erp.address())
                            .account("admin", KeHubProcess.ADMIN_PASSWORD)
                            .build();
                    var here = ErpClient.builder(hub.address())
                            .account("admin", KeHubProcess.ADMIN_PASSWORD)
                            .build()) {
                var customer = there.read(session.contact(id).get("erp_id").asString())
                        .orElseThrow()
                        .orElseThrow();
                assertThat(customer.kCode()).isEqualTo(kCode);
                assertThat(customer.name()).isEqualTo("成都远方贸易有限公司");
                assertThat(here.list(CustomerQuery.all(), 1, 1).orElseThrow().total())
                        .isZero();
            }
        }
    }
}
