package example;

import io.kehub.client.*;
import java.net.URI;

public class FirstSteps {
    public static void main(String... args) {
        var settings = ErpClient.builder(URI.create(args[0])).account(args[1], args[2]);
        try (var erp = settings.build()) {
            var draft = CustomerDraft.builder("张三公司", CustomerSort.ORGANISATION).build();
            var id = erp.addCustomer(draft);
            System.out.println("added: " + erp.customer(id).orElseThrow().name());
            var found = erp.customers(CustomerQuery.keyword("张三")).limit(3);
            found.forEach(customer -> System.out.println(customer.id() + " " + customer.name()));
        }
    }
}
