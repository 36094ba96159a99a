package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of serial numbers. */
final class StockSerialsJdbc {

    record Serial(ProductId product, String serial, long line) {}

    private final JdbcClient jdbc;

    StockSerialsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if the serial number is in stock already. Waits for concurrent inserts of the same serial number. */
    boolean add(Serial serial) {
        return jdbc.sql("""
                                insert into stock_serial (product, serial, line) values (:product, :serial, :line)
                                on conflict (product, folded) do nothing""")
                        .param("product", serial.product().value())
                        .param("serial", serial.serial())
                        .param("line", serial.line())
                        .update()
                == 1;
    }

    void remove(Serial serial) {
        jdbc.sql("delete from stock_serial where product = :product and folded = btrim(text_folded(:serial))")
                .param("product", serial.product().value())
                .param("serial", serial.serial())
                .update();
    }
}
