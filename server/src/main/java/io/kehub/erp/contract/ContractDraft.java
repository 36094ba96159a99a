package io.kehub.erp.contract;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract to be saved.
 *
 * @param expectedTotal the total that the caller expects; null if the request contains none
 */
public record ContractDraft(ContractTerms terms, @Nullable BigDecimal expectedTotal, List<LineTerms> lines) {

    public ContractDraft {
        lines = List.copyOf(lines);
    }

    /** The contract number 合同编号; {@code ""} asks for the next one. */
    String number() {
        return terms.text(ContractField.NUMBER);
    }

    /** A copy with another number. */
    ContractDraft withNumber(String number) {
        return new ContractDraft(terms.with(ContractField.NUMBER, number), expectedTotal, lines);
    }

    /** A copy with other lines. */
    ContractDraft withLines(List<LineTerms> others) {
        return new ContractDraft(terms, expectedTotal, others);
    }
}
