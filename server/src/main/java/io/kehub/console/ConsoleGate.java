package io.kehub.console;

import io.kehub.api.web.AuthenticationFilter;

final class ConsoleGate {

    static final String CALLER = AuthenticationFilter.CALLER;

    private ConsoleGate() {}
}
