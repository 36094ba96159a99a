package io.kehub.sync.outbox;

import java.time.Instant;

/**
 * One step of a delivery. Texts are cut to the limits of the table.
 *
 * @param number counts the steps of a delivery from 1; the same number again completes the step
 * @param at when the step began
 * @param outcome the result, in Chinese
 * @param request the request, masked by the caller: no secrets, no complete personal data
 * @param answer the answer, masked likewise; empty if there was none
 */
public record Attempt(int number, Instant at, Step step, String outcome, String request, String answer) {

    /** The kind of step. */
    public enum Step {
        /** 查找: does the record exist already? */
        LOOK,
        /** 发送. Recorded before the first byte is sent, so a step without an outcome means that the process died. */
        SEND,
        /** 回读: does the record agree with what was sent? */
        READ_BACK
    }

    static final int MAX_OUTCOME_LENGTH = 500;
    static final int MAX_TEXT_LENGTH = 2000;

    public Attempt {
        outcome = Limits.cut(outcome, MAX_OUTCOME_LENGTH);
        request = Limits.cut(request, MAX_TEXT_LENGTH);
        answer = Limits.cut(answer, MAX_TEXT_LENGTH);
    }
}
