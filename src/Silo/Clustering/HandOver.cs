namespace Scim.Silo.Clustering;

/// <summary>
/// Keeps a stopping silo among the living until what it was sent is answered. A request that waits for a grain while the grain is handed over goes on to the grain's next silo; but whoever
/// sent it waits for the silo that it was sent to, and takes it for lost when that one is declared dead, although it is being carried out. So there are two pauses: in the first, what still
/// comes, from silos that have not heard yet, is passed on too; in the second it is turned away, unheard, to be sent anew, and what was passed on last is answered.
/// </summary>
internal sealed class HandOver(TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    // Silos stop from the highest stage down. The first pause is below the deactivation of grains, the second between the refusal of messages (RuntimeServices) and the silo's
    // declaration of its own death (one above RuntimeInitialize).
    private const int PassingOn = ServiceLifecycleStage.ApplicationServices;
    private const int TurningAway = ServiceLifecycleStage.RuntimeServices - 1;

    // What was passed on took up to 0.1 s on a machine that was ten times as busy as it has processors.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<HandOver>(PassingOn, static _ => Task.CompletedTask, Wait);
        lifecycle.Subscribe<HandOver>(TurningAway, static _ => Task.CompletedTask, Wait);
    }

    // A stop that is out of time goes on at once.
    private async Task Wait(CancellationToken cancellation) => await Task.Delay(Enough, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
