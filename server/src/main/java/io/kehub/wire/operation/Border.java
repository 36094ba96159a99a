package io.kehub.wire.operation;

import io.kehub.erp.access.Users;
import io.kehub.erp.dictionary.Dictionaries;
import java.time.ZoneId;

/** What values are checked against when they enter. */
record Border(Dictionaries dictionaries, Users users, ZoneId zone) {}
