namespace Switchyard.Events.Windows;

/// <summary>The span of time that is under way.</summary>
internal sealed class OpenWindow<TValue>(TimeSpan length, TValue seed, Func<TValue, BusEvent, TValue> add, TimeProvider time, CancellationToken cancellationToken)
{
    private EventWindow<TValue>? _window;
    private Task _end = Task.CompletedTask;

    public bool HasEvents => _window is not null;

    /// <summary>Whether the span's time is over before the next event is there.</summary>
    public async ValueTask<bool> IsOverBeforeAsync(Task next)
    {
        if (_window is null || await Task.WhenAny(next, _end).ConfigureAwait(false) != _end)
        {
            return false;
        }

        await _end.ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether an event belongs to a later span.</summary>
    public bool IsBefore(BusEvent busEvent) => _window is not null && StartOf(busEvent) > _window.Start;

    public void Add(BusEvent busEvent)
    {
        if (_window is null)
        {
            _window = new EventWindow<TValue>(StartOf(busEvent), 0, seed);
            var left = _window.Start + length - time.GetUtcNow();
            _end = left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
        }

        _window = _window with { Count = _window.Count + 1, Value = add(_window.Value, busEvent) };
    }

    public EventWindow<TValue> Take()
    {
        var window = _window ?? throw new InvalidOperationException("No event has come since the last span.");
        _window = null;
        return window;
    }

    private DateTimeOffset StartOf(BusEvent busEvent) => new(busEvent.At.UtcTicks - (busEvent.At.UtcTicks % length.Ticks), TimeSpan.Zero);
}
