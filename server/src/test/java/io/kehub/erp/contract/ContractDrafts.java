package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Contracts to be, as tests need them: what is not asked for is plain and right. */
public final class ContractDrafts {

    private ContractDrafts() {}

    /** A contract of these lines. */
    public static ContractDraft draft(
            String number, String title, CustomerId customer, UserId owner, LineTerms... lines) {
        return new ContractDraft(
                number,
                title,
                customer,
                owner,
                "产品销售",
                "生效执行中",
                "人民币",
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 1, 2),
                null,
                "",
                "",
                "",
                "",
                "",
                BigDecimal.ZERO,
                null,
                List.of(lines));
    }

    /** A line in base units, without discount and tax. */
    public static LineTerms line(ProductId product, String quantity, String price) {
        return new LineTerms(
                product,
                null,
                new BigDecimal(quantity),
                new BigDecimal(price),
                BigDecimal.ONE,
                true,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                "");
    }
}
