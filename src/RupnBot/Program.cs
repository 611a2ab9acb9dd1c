Console.WriteLine("rupnbot");
