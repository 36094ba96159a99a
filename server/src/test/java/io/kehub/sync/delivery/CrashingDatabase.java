package io.kehub.sync.delivery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database as one run of a process sees it. When the run dies, at a point chosen by the test, every use fails
 * with an {@link Error} that no code handles, and what was not committed is rolled back: as after {@code kill -9}.
 */
final class CrashingDatabase extends DelegatingDataSource {

    /** This run is dead. */
    static final class Died extends Error {}

    /** On which side of a commit a run dies. */
    enum Side {
        BEFORE,
        AFTER
    }

    private static final Set<String> LAST_RITES =
            Set.of("close", "isClosed", "rollback", "setAutoCommit", "getAutoCommit");

    private volatile boolean dead;
    private int commitsLeft = Integer.MAX_VALUE;
    private Side side = Side.BEFORE;
    private Runnable afterEachCommit = () -> {};

    CrashingDatabase(DataSource database) {
        super(database);
    }

    /** Ends this run around the n-th commit from now, counted from 1. */
    void dieAround(Side whichSide, int commit) {
        side = whichSide;
        commitsLeft = commit;
    }

    void dieNow() {
        dead = true;
    }

    void throwIfDead() {
        if (dead) {
            throw new Died();
        }
    }

    void afterEachCommit(Runnable work) {
        afterEachCommit = work;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) {
            throw new Died();
        }
        var real = super.getConnection();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("commit") && !dead) {
                commit(real);
                return null;
            }
            if (dead && !LAST_RITES.contains(method.getName())) {
                throw new Died();
            }
            return invoke(real, method, arguments);
        };
        return (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private static @Nullable Object invoke(Connection real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private void commit(Connection real) throws SQLException {
        commitsLeft--;
        if (commitsLeft == 0 && side == Side.BEFORE) {
            dead = true;
            real.rollback();
            throw new Died();
        }
        real.commit();
        if (commitsLeft == 0) {
            dead = true;
            throw new Died();
        }
        afterEachCommit.run();
    }
}
