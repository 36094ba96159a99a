package example;

import io.kehub.client.*;
import java.net.URI;

public class FirstSteps {
    public static void main(String... args) {
        var settings = ErpClient.builder(URI.create(args[0])).account(args[1], args[2]);
        try (var erp = settings.build()) {
            var customer = Customer.named("张三公司", CustomerKind.COMPANY)
                    .set(CustomerField.SOURCE, "微信")
                    .build();
            var id = erp.add(customer).orElseThrow();
            var added = erp.read(id).orElseThrow().orElseThrow();
            System.out.println("added: " + added.name());
            var found = erp.findByName("张三公司", null).orElseThrow();
            found.customers().forEach(each -> System.out.println(each.id() + " " + each.name()));
        }
    }
}
