package io.kehub.erp.contract;

import io.kehub.kernel.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * A line picked for a future contract 合同产品明细.
 *
 * @param customer whose contract it is for; null if not chosen yet
 */
public record DraftLine(long id, @Nullable CustomerId customer, LineTerms terms, LineLabels labels, Amounts amounts) {}
