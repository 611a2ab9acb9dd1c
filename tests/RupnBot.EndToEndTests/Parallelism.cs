using Xunit.v3;

// They keep two cores busy already: more at once would only make each later, and some too late.
[assembly: Parallelization(MaxThreads = 5)]
