package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Valid contract drafts for tests. */
public final class ContractDrafts {

    private ContractDrafts() {}

    /** A contract with these lines; an empty number asks for the next one. */
    public static ContractDraft draft(
            String number, String title, CustomerId customer, UserId owner, LineTerms... lines) {
        return new ContractDraft(
                new ContractTerms(
                        Map.of(
                                ContractField.NUMBER, number,
                                ContractField.TITLE, title,
                                ContractField.CATEGORY, "产品销售",
                                ContractField.STATE, "生效执行中",
                                ContractField.CURRENCY, "人民币"),
                        customer,
                        owner,
                        new ContractTerms.Dates(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2), null),
                        BigDecimal.ZERO),
                null,
                List.of(lines));
    }

    /** A line in base units, without discount and tax. */
    public static LineTerms line(ProductId product, String quantity, String price) {
        return LineTerms.of(product, null, new BigDecimal(quantity), new BigDecimal(price));
    }
}
