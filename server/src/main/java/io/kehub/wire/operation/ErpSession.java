package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionToken;

/** The session that a call came with: who it belongs to, and the secret that proved it. */
public record ErpSession(Caller caller, SessionToken token) {}
