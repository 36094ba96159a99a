package io.kehub.client.testing;

import io.kehub.client.testing.FakeErp.Call;
import java.util.Map;

/** How one dialect words what the fake ERP does. */
interface Speech {

    /**
     * What a request asks for.
     *
     * @param id of the customer to save; 0 for a new one
     * @param customer the fields to save, by the names of the quick reference; empty for a call that saves nothing
     */
    record Asked(Call call, int id, Map<String, String> customer) {
        static Asked of(Call call) {
            return new Asked(call, 0, Map.of());
        }
    }

    /** The session that a request sends; empty if it sends none. */
    String session(Request request);

    Asked asked(Request request);

    Reply signedIn(String session);

    /** The answer of a save. */
    Reply saved(String id);

    /** The answer of a call that saves nothing. */
    Reply read(Request request, Call call, ListFaults faults);

    Reply sessionIsOver();

    Reply captchaDemanded();

    Reply busy();

    Reply kCodeTaken();

    Reply sourceRefused();

    /** What is wrong with the lists that this call asks for. */
    record ListFaults(boolean ignoresFilters, boolean repeatsRows) {}
}
