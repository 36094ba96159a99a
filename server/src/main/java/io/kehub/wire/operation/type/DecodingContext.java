package io.kehub.wire.operation.type;

import io.kehub.erp.access.User;
import io.kehub.erp.customfield.CustomField;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Look-ups into the modules that decoding needs.
 *
 * @param entry look-up of the text that a new record stores for a dictionary value
 * @param filter look-up of the text to filter by for a dictionary value
 * @param entries all entries of a dictionary, disabled ones included, in their order
 * @param user the user of an id
 * @param usersNamed the users of a name, in the order of their ids
 * @param customFields all custom fields, disabled ones included
 * @param zone the ERP's zone, in which callers write days and times
 */
public record DecodingContext(
        DictionaryLookup entry,
        DictionaryLookup filter,
        Function<DictionaryName, List<Entry>> entries,
        Function<UserId, Optional<User>> user,
        Function<String, List<User>> usersNamed,
        Supplier<List<CustomField>> customFields,
        ZoneId zone) {

    /** Throws {@code Problem.Invalid} for {@code field} if the dictionary does not accept the value. */
    @FunctionalInterface
    public interface DictionaryLookup {
        String accept(DictionaryName dictionary, String text, String field);
    }
}
