package io.nacre.app.cli;

/** Prints the entries of a list one by one; {@link #close} ends the list, not the stream. */
public interface RowPrinter<T> extends AutoCloseable {

    void print(T entry);

    @Override
    void close();
}
