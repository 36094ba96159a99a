package io.kehub.erp.inventory;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of warehouses. */
final class WarehousesJdbc {

    private static final String ALL = """
            with recursive path as (
              select w.*, w.name as full_path from warehouse w where w.parent is null
              union all
              select w.*, p.full_path || '/' || w.name from warehouse w join path p on w.parent = p.id)
            select id, parent, name, code, remark, enabled, full_path
            from path
            order by id
            """;

    private final JdbcClient jdbc;

    WarehousesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Warehouse> all() {
        return jdbc.sql(ALL)
                .query((row, number) -> {
                    var parent = row.getObject("parent", Long.class);
                    return new Warehouse(
                            new WarehouseId(row.getLong("id")),
                            parent == null ? null : new WarehouseId(parent),
                            row.getString("name"),
                            row.getString("code"),
                            row.getString("remark"),
                            row.getBoolean("enabled"),
                            row.getString("full_path"));
                })
                .list();
    }

    WarehouseId insert(@Nullable WarehouseId parent, String name, String code, String remark) {
        try {
            return new WarehouseId(jdbc.sql("""
                            insert into warehouse (parent, name, code, remark)
                            values (:parent, :name, :code, :remark)
                            returning id""")
                    .param("parent", parent == null ? null : parent.value())
                    .param("name", name)
                    .param("code", code)
                    .param("remark", remark)
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
    }

    /** Holds off others who change warehouses until the transaction ends. */
    void lock() {
        jdbc.sql("select from inventory_settings for no key update").query(row -> {});
    }

    void update(WarehouseId id, Warehouse changed) {
        try {
            jdbc.sql("""
                            update warehouse
                            set name = :name, code = :code, remark = :remark, enabled = :enabled
                            where id = :id""")
                    .param("id", id.value())
                    .param("name", changed.name())
                    .param("code", changed.code())
                    .param("remark", changed.remark())
                    .param("enabled", changed.enabled())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
    }

    boolean negativeStockAllowed() {
        return jdbc.sql("select negative_stock_allowed from inventory_settings")
                .query(Boolean.class)
                .single();
    }

    void allowNegativeStock(boolean allowed) {
        jdbc.sql("update inventory_settings set negative_stock_allowed = :allowed")
                .param("allowed", allowed)
                .update();
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.Taken.field("name", "同一上级下已有同名的仓库或库位", "与同级不同的名称，不区分大小写和全角半角"));
    }
}
