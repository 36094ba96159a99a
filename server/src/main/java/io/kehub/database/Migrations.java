package io.kehub.database;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to this program: one history, a folder per module below {@code db/migration}. Several programs
 * may do so at once; Flyway's lock in the database lets one after the other.
 */
final class Migrations {

    private static final Set<MigrationState> UNKNOWN_HERE =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.MISSING_SUCCESS);

    private static final Set<MigrationState> HALF_DONE =
            EnumSet.of(MigrationState.FAILED, MigrationState.FUTURE_FAILED, MigrationState.MISSING_FAILED);

    /** What differs from Flyway's own settings. */
    static void configure(FluentConfiguration flyway) {
        flyway.locations("classpath:db/migration");
        flyway.cleanDisabled(true);
    }

    /**
     * Migrates.
     *
     * @throws DatabaseStartException when the database is newer than this program, when a migration has been left
     *     half done, or when one fails; in the first two cases nothing has been changed
     */
    static void migrate(Flyway flyway) {
        refuse(flyway.info().all());
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            throw new DatabaseStartException(
                    "数据库升级失败，已保存的数据未受影响：%s".formatted(failure.getMessage()),
                    "The database could not be upgraded; what was saved is not affected: %s"
                            .formatted(failure.getMessage()),
                    failure);
        }
    }

    private static void refuse(MigrationInfo[] migrations) {
        var halfDone = named(migrations, HALF_DONE);
        if (!halfDone.isEmpty()) {
            throw new DatabaseStartException(
                    "数据库的一次升级（%s）只完成了一半。请恢复升级前的备份，再用本版本重新启动。".formatted(halfDone),
                    "An upgrade of the database (%s) was left half done. Restore the backup from before it, then start this version again."
                            .formatted(halfDone));
        }
        var newer = named(migrations, UNKNOWN_HERE);
        if (!newer.isEmpty()) {
            throw new DatabaseStartException(
                    "数据库来自更新版本的 KeHub（本版本不认识 %s），没有做任何改动。请安装最近使用过的新版本再启动，或恢复升级前的备份。".formatted(newer),
                    "The database was used by a newer KeHub (this one does not know %s); nothing has been changed. Start the newer version again, or restore the backup from before the upgrade."
                            .formatted(newer));
        }
    }

    private static String named(MigrationInfo[] migrations, Set<MigrationState> states) {
        return Arrays.stream(migrations)
                .filter(migration -> states.contains(migration.getState()))
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
    }

    private Migrations() {}
}
