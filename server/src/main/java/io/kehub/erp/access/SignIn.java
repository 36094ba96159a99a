package io.kehub.erp.access;

public final class SignIn {
    public record SignedIn(Caller caller, SessionToken token) {}

    public SignedIn signIn(String login, String password) {
        throw new UnsupportedOperationException();
    }
}
