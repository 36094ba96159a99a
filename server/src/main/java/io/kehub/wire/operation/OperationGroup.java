package io.kehub.wire.operation;

import java.util.stream.Stream;

/** Operations that are declared together. Found as a bean; the order of the beans is that of the help pages. */
public interface OperationGroup {

    Stream<Operation<?>> operations();
}
