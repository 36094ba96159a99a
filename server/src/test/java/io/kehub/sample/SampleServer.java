package io.kehub.sample;

import io.kehub.KeHubServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Fills a server of a test with the sample firm. */
final class SampleServer {

    private SampleServer() {}

    /** @param password the one of every user of the firm */
    static Sample sample(KeHubServer server, PrintStream out, String password) {
        return Sample.signIn(
                URI.create(server.address() + "/"), "admin", KeHubServer.ADMIN_PASSWORD, out, false, () -> password);
    }

    static PrintStream quiet() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
}
