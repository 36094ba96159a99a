package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import java.util.List;

/** A request body that the rules of the domain apply to. Their errors are reported together with all others. */
public interface CheckedBody {

    /**
     * What the domain rejects, with the domain's field names. Also called if fields are missing or have another type, and
     * are null; errors of such fields are not reported twice.
     */
    List<FieldError> errors();
}
