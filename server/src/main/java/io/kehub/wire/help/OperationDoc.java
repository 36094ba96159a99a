package io.kehub.wire.help;

import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;

/** What a page says about an operation, before it becomes HTML or Markdown. */
record OperationDoc(Operation<?> operation, List<Speech> speeches) {

    OperationDoc {
        speeches = List.copyOf(speeches);
    }

    /**
     * The operation in one dialect.
     *
     * @param addresses method and path, each on its own
     * @param place where the answer holds the fields
     * @param byPosition whether the answer holds the values without their names, in the order of the fields
     * @param sample a request that succeeds
     */
    record Speech(
            DialectId dialect,
            List<String> addresses,
            List<RequestField> request,
            String place,
            boolean byPosition,
            List<AnswerRow> answer,
            Sample sample) {
        Speech {
            addresses = List.copyOf(addresses);
            request = List.copyOf(request);
            answer = List.copyOf(answer);
        }
    }

    /** @param names the usual one first, with the names of the lists that it is in, such as {@code lines[].num} */
    record RequestField(List<String> names, String need, String caption, String allowed) {
        RequestField {
            names = List.copyOf(names);
        }
    }

    /**
     * A field of the answer.
     *
     * @param name with the names of the lists that it is in
     * @param position its index among the fields; empty within a list
     */
    record AnswerRow(String position, String name, String type, String caption) {}

    /**
     * A request and its answer.
     *
     * @param body {@link Examples#SESSION} stands for the session
     * @param answer empty if the answer is no text
     */
    record Sample(DialectId dialect, String path, String body, String answer, boolean needsSession) {}
}
