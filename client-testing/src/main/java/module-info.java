/** A fake ERP for tests of programs that use the SDK. */
module io.kehub.client.testing {
    requires transitive io.kehub.client;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.kehub.client.testing;
}
