/** Typed access to any ERP that speaks the open API of 智邦国际. */
module io.kehub.client {
    requires java.net.http;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.kehub.client;

    uses io.kehub.client.ErpDialect;

    provides io.kehub.client.ErpDialect with
            io.kehub.client.quick.QuickDialect,
            io.kehub.client.ov1.Ov1Dialect,
            io.kehub.client.v3.V3Dialect,
            io.kehub.client.auto.AutoDialect;
}
