using Scim.Load;

// The load of scripts/benchmark-postgresql.sh and scripts/list-times.sh. Four commands, each with --name value pairs:
//   create  --nodes URL,URL --path BASE --token T --connections N --seconds S --prefix P [--ids FILE]   POSTs users; writes one id a line
//   get     --nodes URL,URL --path BASE --token T --connections N --seconds S --ids FILE                GETs them by id
//   bare    --url URL --path BASE --body FILE                                                           an endpoint that gives back these bytes, and nothing else
//   lists   --nodes URL --path BASE --token T --users N                                                 creates N users and a group, and measures lists of them
// create and get print 'requests rate p50 p99' (a second, milliseconds) and end with 1 after an answer that is not as it should be.
var options = new Options(args);
switch (options.Command)
{
    case "create":
        return await LoadRun.Create(options);
    case "get":
        return await LoadRun.Get(options);
    case "bare":
        await BareServer.Run(options);
        return 0;
    case "lists":
        return await ListTimes.Run(options);
    default:
        await Console.Error.WriteLineAsync($"'{options.Command}' is none of create, get, bare, lists.");
        return 2;
}
