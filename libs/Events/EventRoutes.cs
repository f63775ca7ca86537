namespace Switchyard.Events;

/// <summary>
/// Who is told which topic. Each topic is compared with the patterns once, until the subscribers change. Not safe for concurrent use: the bus holds its lock.
/// </summary>
internal sealed class EventRoutes
{
    // Topics may hold the names of runs, of which there is no end: then all begin anew.
    private const int MaxTopics = 4_096;

    private readonly List<Subscriber> _subscribers = [];
    private readonly Dictionary<string, Subscriber[]> _byTopic = new(StringComparer.Ordinal);

    public void Add(Subscriber subscriber)
    {
        _subscribers.Add(subscriber);
        _byTopic.Clear();
    }

    public void Remove(Subscriber subscriber)
    {
        _subscribers.Remove(subscriber);
        _byTopic.Clear();
    }

    public Subscriber[] TakeAll()
    {
        Subscriber[] all = [.. _subscribers];
        _subscribers.Clear();
        _byTopic.Clear();
        return all;
    }

    /// <exception cref="ArgumentException">The topic is none.</exception>
    public Subscriber[] Find(string topic) => _byTopic.TryGetValue(topic, out var found) ? found : Match(topic);

    private Subscriber[] Match(string topic)
    {
        if (!TopicPattern.IsTopic(topic))
        {
            throw new ArgumentException($"'{topic}' is no topic: words with dots between, none of them empty, no '*' or '#', at most {TopicPattern.MaxLength} characters.", nameof(topic));
        }

        if (_byTopic.Count >= MaxTopics)
        {
            _byTopic.Clear();
        }

        return _byTopic[topic] = [.. _subscribers.Where(subscriber => subscriber.Pattern.Matches(topic))];
    }
}
