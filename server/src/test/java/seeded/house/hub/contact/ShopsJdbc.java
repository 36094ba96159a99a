package seeded.house.hub.contact;

import io.kehub.database.sql.Sql;

/** Makes a fragment of SQL of what a caller gives. */
final class ShopsJdbc {

    Sql named(String name) {
        return Sql.of("name = '" + name + "'");
    }
}
