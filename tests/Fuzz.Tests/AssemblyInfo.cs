// The heap and the map of branches are the process's: runs beside each other would count each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
