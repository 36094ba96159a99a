package io.kehub.kernel;

/** The id of an opportunity 项目 in the ERP; the ERP's native dialects call it {@code ord}. */
public record OpportunityId(long value) {

    public OpportunityId {
        if (value < 1) {
            throw new IllegalArgumentException("an opportunity id is a positive number, not " + value);
        }
    }
}
