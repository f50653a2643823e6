package io.vigie.adapters.eventhubs.client;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/**
 * Links to hubs that rest between batches, in this process: to open one takes longer than to read or write a small
 * batch. One that rests long is closed. Who has borrowed one gives it back, or ends it.
 */
public final class LinkPool<L extends AutoCloseable> {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final int ALL = -1;

    /**
     * Whose links they are; owners of one name are one.
     *
     * @param name of the owner
     * @param opening makes another link
     */
    public record Owner<L>(String name, Supplier<L> opening) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Owner<?> owner && owner.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private final GenericKeyedObjectPool<Owner<L>, L> links;

    public LinkPool() {
        this(LONGEST, ROUND);
    }

    /**
     * As it is elsewhere, but for how long a link may rest.
     *
     * @param round how often is looked for those that rest longer
     */
    public LinkPool(Duration longest, Duration round) {
        GenericKeyedObjectPoolConfig<L> settings = new GenericKeyedObjectPoolConfig<>();
        settings.setMaxTotal(ALL);
        settings.setMaxTotalPerKey(ALL);
        settings.setMaxIdlePerKey(ALL);
        settings.setMinEvictableIdleDuration(longest);
        settings.setTimeBetweenEvictionRuns(round);
        settings.setNumTestsPerEvictionRun(ALL);
        settings.setJmxEnabled(false);
        links = new GenericKeyedObjectPool<>(new Opening<>(), settings);
    }

    /** One of an owner's that rests, the last one first, or a new one. Nobody else has it. */
    public L borrow(Owner<L> owner) {
        try {
            return links.borrowObject(owner);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("No link of " + owner.name() + " can be had.", e);
        }
    }

    /** Gives it back. */
    public void giveBack(Owner<L> owner, L link) {
        links.returnObject(owner, link);
    }

    /** Closes one that was borrowed, and is not used again. */
    public void end(Owner<L> owner, L link) {
        try {
            links.invalidateObject(owner, link);
        } catch (Exception e) {
            throw new IllegalStateException("A link of " + owner.name() + " cannot be ended.", e);
        }
    }

    /** Closes all that rest and whose owner has a name that begins so. */
    public void close(String owner) {
        links.getKeys().stream().filter(each -> each.name().startsWith(owner)).forEach(links::clear);
    }

    private static final class Opening<L extends AutoCloseable> extends BaseKeyedPooledObjectFactory<Owner<L>, L> {

        @Override
        public L create(Owner<L> owner) {
            return owner.opening().get();
        }

        @Override
        public PooledObject<L> wrap(L link) {
            return new DefaultPooledObject<>(link);
        }

        /** What is wrong with a link that is not wanted any more is nothing to anybody. */
        @Override
        public void destroyObject(Owner<L> owner, PooledObject<L> link) {
            try {
                link.getObject().close();
            } catch (Exception ignored) {
                // it is gone
            }
        }
    }
}
