package io.kehub.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the schema: one history, a folder per module below {@code db/migration}. Safe for concurrent processes, because
 * Flyway locks the database.
 */
final class Migrations {

    private static final Set<MigrationState> UNKNOWN_HERE =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.MISSING_SUCCESS);

    private static final Set<MigrationState> HALF_DONE =
            EnumSet.of(MigrationState.FAILED, MigrationState.FUTURE_FAILED, MigrationState.MISSING_FAILED);

    /** SQLSTATEs, or classes of them, of errors caused by the server, not by a migration. */
    private static final Set<String> ENVIRONMENTAL = Set.of("08", "28", "53", "57", "42501", "25006");

    /** Sets what differs from Flyway's defaults. */
    static void configure(FluentConfiguration flyway) {
        flyway.locations("classpath:db/migration");
        flyway.cleanDisabled(true);
    }

    /**
     * Applies the pending migrations.
     *
     * @throws DatabaseStartException if the database belongs to another program, is newer than this program, has other
     *     migrations applied, if a migration is half applied, or if one fails; except for the last case, nothing is changed
     */
    static void migrate(Flyway flyway) {
        try {
            refuse(flyway.info().all());
            flyway.migrate();
        } catch (FlywayException failure) {
            throw explained(failure);
        }
    }

    private static DatabaseStartException explained(FlywayException failure) {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return belongsToAnother(failure);
        }
        var sql = SqlFailure.in(failure);
        if (sql != null && ENVIRONMENTAL.contains(stateClass(sql))) {
            return SqlFailure.explained(null, sql);
        }
        var reason = sql == null ? oneLine(failure.getMessage()) : SqlFailure.reason(sql);
        return new DatabaseStartException(
                "数据库升级失败，已保存的数据未受影响（%s）。请换回升级前的版本，并把这条消息报告给 KeHub 的开发者。".formatted(reason),
                "The database could not be upgraded; what was saved is not affected (%s). Return to the version before the upgrade, and report this message to the developers of KeHub."
                        .formatted(reason),
                failure);
    }

    private static String stateClass(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.equals("42501") || state.equals("25006") ? state : state.substring(0, Math.min(2, state.length()));
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static DatabaseStartException belongsToAnother(@Nullable FlywayException cause) {
        var remedy = SqlFailure.createDatabase("kehub", "kehub");
        return new DatabaseStartException(
                "该数据库属于另一个程序，没有做任何改动。请为 KeHub 单独建一个数据库，例如：" + remedy,
                "This database belongs to another program; nothing has been changed. Make a database for KeHub alone, for instance: "
                        + remedy,
                cause);
    }

    private static void refuse(MigrationInfo[] migrations) {
        var applied = Arrays.stream(migrations)
                .filter(migration -> migration.getState().isApplied())
                .toList();
        var shared = applied.stream()
                .filter(migration -> migration.getState().isResolved())
                .toList();
        if (!applied.isEmpty() && shared.stream().noneMatch(MigrationInfo::isChecksumMatching)) {
            throw belongsToAnother(null);
        }
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
        var different = shared.stream()
                .filter(migration -> !migration.isChecksumMatching())
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
        var skipped = named(migrations, EnumSet.of(MigrationState.IGNORED));
        if (!different.isEmpty() || !skipped.isEmpty()) {
            var steps =
                    Stream.of(different, skipped).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
            throw new DatabaseStartException(
                    "数据库由另一个构建的 KeHub 建立，升级步骤与本程序不一致（%s），没有做任何改动。请用建立它的那个版本启动，或恢复备份，或另建一个数据库。".formatted(steps),
                    "The database was made by another build of KeHub whose upgrade steps differ from this one's (%s); nothing has been changed. Start the version that made it, restore a backup, or make another database."
                            .formatted(steps));
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
