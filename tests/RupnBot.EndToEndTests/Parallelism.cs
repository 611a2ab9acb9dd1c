using Xunit.v3;

// The tests wait for other processes more than they work.
[assembly: Parallelization(MaxThreads = 6)]
