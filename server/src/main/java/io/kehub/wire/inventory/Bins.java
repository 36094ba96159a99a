package io.kehub.wire.inventory;

import io.kehub.erp.inventory.Warehouse;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.WarehouseId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a line of a document is stocked: v3 names the warehouse and the bin in it by two fields, the module by one id. */
final class Bins {

    private final Warehouses warehouses;

    Bins(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    /** Reads all warehouses, of which there are few, once per request. */
    Places places() {
        var all = new HashMap<WarehouseId, Warehouse>();
        warehouses.all().forEach(each -> all.put(each.id(), each));
        return new Places(all);
    }

    /** The warehouses and bins at one moment. */
    record Places(Map<WarehouseId, Warehouse> all) {

        /**
         * The bin if one is given, otherwise the warehouse. Adds an error if the bin is not in the warehouse.
         *
         * @param path prefix of the fields in errors
         * @return null if neither is given
         */
        @Nullable
        WarehouseId place(
                @Nullable WarehouseId warehouse,
                @Nullable Optional<WarehouseId> bin,
                String path,
                List<FieldError> errors) {
            if (bin == null || bin.isEmpty()) {
                return warehouse;
            }
            var place = bin.get();
            if (!all.containsKey(place)) {
                errors.add(new FieldError(path + "bin", "没有编号为 " + place.value() + " 的库位", "已有库位的编号，或 0"));
            } else if (warehouse != null && !isInside(place, warehouse)) {
                errors.add(new FieldError(
                        path + "bin",
                        "编号为 " + place.value() + " 的库位不在编号为 " + warehouse.value() + " 的仓库中",
                        "该仓库中的库位的编号，或 0"));
            }
            return place;
        }

        private boolean isInside(WarehouseId place, WarehouseId warehouse) {
            var next = all.get(place);
            while (next != null) {
                if (next.id().equals(warehouse)) {
                    return true;
                }
                next = next.parent() == null ? null : all.get(next.parent());
            }
            return false;
        }
    }
}
