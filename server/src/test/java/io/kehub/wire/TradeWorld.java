package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractDrafts;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.ProductDetails;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.erp.product.Products;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data for tests of lists: users, customers, products, stock and contracts. */
final class TradeWorld implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";
    static final WarehouseId MAIN = new WarehouseId(1);

    private final KeHubServer server;
    private int made;

    TradeWorld() {
        this(KeHubServer.start());
    }

    TradeWorld(KeHubServer server) {
        this.server = server;
    }

    KeHubServer server() {
        return server;
    }

    /** Adds a user with this login. */
    UserId user(String login, Role role) {
        return server.part(Users.class)
                .create(new NewUser(login, login + "的姓名", role, PASSWORD))
                .id();
    }

    CustomerId customer(String name, UserId owner) {
        return server.part(Customers.class).add(CustomerDetails.named(name), owner, owner);
    }

    ProductClassId productClass(@Nullable ProductClassId parent, String name) {
        return server.part(ProductClasses.class).add(parent, name);
    }

    ProductId product(String name, String code, ProductClassId productClass, UserId by) {
        var unit = server.part(Dictionaries.class)
                .entries(DictionaryName.PRODUCT_UNIT)
                .getFirst()
                .id();
        return server.part(Products.class)
                .add(
                        new Products.Draft(
                                new ProductDetails(name, code, "M-" + ++made, productClass, Map.of()),
                                List.of(new ProductUnit(unit, "", BigDecimal.ONE, true, "", UnitPrices.NONE))),
                        by);
    }

    void stocked(StockDocument.Kind kind, ProductId product, String quantity, WarehouseId warehouse, UserId by) {
        server.part(StockDocuments.class)
                .post(
                        kind,
                        StockDocumentDraft.of(
                                List.of(StockLineDraft.of(product, new BigDecimal(quantity), warehouse, ""))),
                        by);
    }

    ContractId contract(
            String number, CustomerId customer, UserId owner, ProductId product, String quantity, String price) {
        return server.part(Contracts.class)
                .add(
                        ContractDrafts.draft(
                                number,
                                "供货合同 " + number,
                                customer,
                                owner,
                                ContractDrafts.line(product, quantity, price)),
                        owner,
                        AccessScope.everything(owner));
    }

    void approve(ContractId contract, UserId by) {
        server.part(Contracts.class).decide(contract, Approval.APPROVED, "", by, AccessScope.everything(by));
    }

    @Override
    public void close() {
        server.close();
    }
}
