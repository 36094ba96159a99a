package io.kehub.client;

/**
 * What was talked about with a customer 洽谈进展.
 *
 * @param text what was said; not blank
 * @param channel the way of following up 跟进方式: a value of the ERP's dictionary, such as 电话; blank for the first that the ERP
 *     offers
 */
public record FollowUp(String text, String channel) {
    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public FollowUp {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a follow-up needs a text");
        }
    }
}
