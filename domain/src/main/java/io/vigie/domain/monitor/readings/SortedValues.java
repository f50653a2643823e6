package io.vigie.domain.monitor.readings;

/**
 * Values in their order, to be asked for by rank: a list of sorted blocks, so that adding and removing one moves few
 * others.
 */
final class SortedValues {

    private static final int FIRST_CAPACITY = 8;

    /** The most values of a block. */
    private static final int BLOCK = 512;

    private double[][] blocks = {new double[FIRST_CAPACITY]};
    private int[] sizes = {0};
    private int blockCount = 1;

    void add(double value) {
        int block = blockOf(value);
        if (sizes[block] == BLOCK) {
            split(block);
            block += value > blocks[block][sizes[block] - 1] ? 1 : 0;
        }
        double[] values = blocks[block];
        int size = sizes[block];
        if (size == values.length) {
            values = new double[Math.min(BLOCK, 2 * size)];
            System.arraycopy(blocks[block], 0, values, 0, size);
            blocks[block] = values;
        }
        int place = placeOf(value, values, size);
        System.arraycopy(values, place, values, place + 1, size - place);
        values[place] = value;
        sizes[block]++;
    }

    /** Takes out a value that is in. */
    void remove(double value) {
        int block = blockOf(value);
        double[] values = blocks[block];
        int size = --sizes[block];
        int place = placeOf(value, values, size + 1);
        System.arraycopy(values, place + 1, values, place, size - place);
        if (block > 0 && isLittle(block - 1, block)) {
            join(block - 1);
        } else if (block + 1 < blockCount && isLittle(block, block + 1)) {
            join(block);
        }
    }

    /** Whether two neighbours had better be one; of several blocks none is empty. */
    private boolean isLittle(int block, int next) {
        return sizes[block] == 0 || sizes[next] == 0 || sizes[block] + sizes[next] <= BLOCK / 2;
    }

    /** The value of a rank, the least being 0. */
    double at(int rank) {
        int block = 0;
        int inBlock = rank;
        while (inBlock >= sizes[block]) {
            inBlock -= sizes[block++];
        }
        return blocks[block][inBlock];
    }

    /** The first block whose last value is no less; the last block where there is none. */
    private int blockOf(double value) {
        int low = 0;
        int high = blockCount - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle][sizes[middle] - 1] >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Where the first value is that is no less. */
    private static int placeOf(double value, double[] values, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void split(int block) {
        if (blockCount == blocks.length) {
            double[][] moreBlocks = new double[2 * blockCount][];
            int[] moreSizes = new int[2 * blockCount];
            System.arraycopy(blocks, 0, moreBlocks, 0, blockCount);
            System.arraycopy(sizes, 0, moreSizes, 0, blockCount);
            blocks = moreBlocks;
            sizes = moreSizes;
        }
        System.arraycopy(blocks, block + 1, blocks, block + 2, blockCount - block - 1);
        System.arraycopy(sizes, block + 1, sizes, block + 2, blockCount - block - 1);
        blocks[block + 1] = new double[BLOCK];
        System.arraycopy(blocks[block], BLOCK / 2, blocks[block + 1], 0, BLOCK / 2);
        sizes[block] = BLOCK / 2;
        sizes[block + 1] = BLOCK / 2;
        blockCount++;
    }

    /** Moves all of the next block into this one. */
    private void join(int block) {
        double[] joined = blocks[block];
        int size = sizes[block];
        int more = sizes[block + 1];
        if (size + more > joined.length) {
            joined = new double[BLOCK];
            System.arraycopy(blocks[block], 0, joined, 0, size);
            blocks[block] = joined;
        }
        System.arraycopy(blocks[block + 1], 0, joined, size, more);
        sizes[block] = size + more;
        blockCount--;
        System.arraycopy(blocks, block + 2, blocks, block + 1, blockCount - block - 1);
        System.arraycopy(sizes, block + 2, sizes, block + 1, blockCount - block - 1);
    }
}
