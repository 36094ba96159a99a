package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Right;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;

/** What a role may do at the addresses under {@code /api/erp}. */
final class Rights {

    /** Refused with the code {@code forbidden} where the caller's role lacks the right, as the ERP's own API does. */
    static void require(Caller caller, Right right) {
        if (!caller.role().may(right)) {
            throw new ProblemException(new Problem.Forbidden("forbidden", "当前用户的角色无权使用此接口，请联系管理员"));
        }
    }

    private Rights() {}
}
