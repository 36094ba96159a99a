package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;

/**
 * A validated line, ready to be stored.
 *
 * @param unit the draft's unit, or the product's base unit if the draft names none
 * @param baseQuantity the draft's quantity in base units
 */
record AcceptedLine(StockLineDraft draft, long unit, BigDecimal baseQuantity) {

    /** A line that moves the same as an existing one, with the conversion ratio that this one was stored with. */
    static AcceptedLine copyOf(StockLine line) {
        return new AcceptedLine(StockLineDraft.copyOf(line), line.unit().id(), line.baseQuantity());
    }

    AcceptedLine withDraft(StockLineDraft other) {
        return new AcceptedLine(other, unit, baseQuantity);
    }

    AcceptedLine withQuantity(StockLine.Quantities quantity) {
        return new AcceptedLine(draft.withQuantity(quantity.inUnit()), unit, quantity.inBaseUnit());
    }

    AcceptedLine withWarehouse(WarehouseId warehouse) {
        return withDraft(draft.withWarehouse(warehouse));
    }

    AcceptedLine negated() {
        return withQuantity(new StockLine.Quantities(draft.quantity().negate(), baseQuantity.negate()));
    }
}
